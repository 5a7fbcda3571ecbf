//! English, the language of half of the demo's visitors.

use super::{
    Tongue,
    Turn::{A, V},
};

pub(super) const ENGLISH: Tongue = Tongue {
    people: &[
        ("Olivia", "Marsh", "olivia.marsh"),
        ("Noah", "O'Dell", "noah.odell"),
        ("Ava-Grace", "Pemberton", "ava.pemberton"),
        ("Liam", "McAllister", "liam.mcallister"),
        ("Zoë", "Whitlock", "zoe.whitlock"),
        ("Ethan", "de la Rue", "ethan.delarue"),
    ],
    places: &[
        ("Wilmington, Delaware, United States", 39_74595, -75_54659),
        ("Leeds, England, United Kingdom", 53_79648, -1_54785),
        (
            "Wellington, Wellington Region, New Zealand",
            -41_28664,
            174_77557,
        ),
        ("Toronto, Ontario, Canada", 43_70011, -79_41630),
    ],
    dialogues: &[
        &[
            V("Hi, is anybody there?"),
            A("Hello {visitor}, this is {agent}. How can I help you today?"),
            V("My parcel should have been here on Tuesday. The order is {order}."),
            A("Let me look that up for you, one moment please."),
            A(
                "It left our warehouse yesterday: <a href=\"https://track.example.com/{order}\">track order {order}</a>",
            ),
            V("Ah, so it's late but not lost 😅"),
            A("Exactly. I have refunded the shipping cost &amp; sent you a note."),
            V("That's very kind, thank you!"),
            A("You're welcome. Is there anything else?"),
            V("No, that was all. Bye!"),
        ],
        &[
            V("I can't log in any more"),
            A("Sorry to hear that. Which message do you see?"),
            V("It says \"Invalid password\", but I'm sure it's right."),
            A("I have just sent a reset link to the address we have on file."),
            V("nothing yet"),
            A("Could you check the <b>spam</b> folder as well?"),
            V("Found it!! Works now 🎉"),
            A("Great! Have a nice day, {visitor}."),
        ],
        &[
            A("Hello, I see that you are comparing our plans. May I help?"),
            V("Yes. What's the difference between Team & Business?"),
            A("Business adds audit logs, single sign-on and a 99.9% uptime promise."),
            V("And the price? £49 or $49?"),
            A("£49 per seat and month, VAT not included; 20% less when paid yearly."),
            V("We're 12 people, half of them part-time."),
            A("Then I would start with Team: you can change at any time.\nShall I set up a trial?"),
            V("Please do."),
            A("Done. Your trial number is {order}."),
        ],
        &[
            V("do you ship to the Isle of Man"),
            A("We do: 3 to 5 working days, £6.90."),
            V("cheers"),
        ],
    ],
    feedback: &[
        "Quick and friendly!",
        "Solved in 5 minutes, 10/10",
        "It was okay, I guess… had to wait.",
        "The agent \"forgot\" me for ten minutes",
    ],
};
