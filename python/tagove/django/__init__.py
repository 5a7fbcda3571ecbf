"""The tracking snippet in Django templates: `"tagove.django"` in INSTALLED_APPS.

Then, in the `<head>` of a template, before the widget's code:

    {% load tagove %}
    {% tagove_customer name=user.get_full_name email=user.email %}
"""
