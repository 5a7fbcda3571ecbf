//! Languages in other alphabets, two of them written from right to left.

use super::{
    Tongue,
    Turn::{A, V},
};

pub(super) const RUSSIAN: Tongue = Tongue {
    people: &[
        ("Алёна", "Щербакова", "alyona.shcherbakova"),
        ("Семён", "Подъёмный", "semyon.podyomny"),
    ],
    places: &[("Нижний Новгород, Russia", 56_32867, 44_00205)],
    dialogues: &[&[
        V("Здравствуйте! Когда снова будет в наличии?"),
        A("Здравствуйте, {visitor}! Ожидаем поставку в следующую среду."),
        V("А можно отложить одну штуку? Мой заказ № {order}"),
        A("Конечно, уже отложили. Мы пришлём вам письмо."),
        V("Спасибо большое, всё отлично 👌"),
    ]],
    feedback: &["Очень вежливый оператор", "Долго ждал ответа"],
};

pub(super) const GREEK: Tongue = Tongue {
    people: &[("Ευαγγελία", "Ξανθοπούλου", "evangelia.xanthopoulou")],
    places: &[("Θεσσαλονίκη, Greece", 40_64361, 22_93086)],
    dialogues: &[&[
        V("Καλησπέρα σας, δεν λειτουργεί ο σύνδεσμος πληρωμής."),
        A("Καλησπέρα! Δοκιμάστε αυτόν: <a href=\"https://pay.example.com/{order}\">πληρωμή</a>"),
        V("Τώρα άνοιξε, ευχαριστώ πολύ."),
    ]],
    feedback: &["Άψογη εξυπηρέτηση"],
};

pub(super) const HEBREW: Tongue = Tongue {
    people: &[("נועה", "בן־דוד", "noa.ben-david")],
    places: &[("חיפה, Israel", 32_81841, 34_98850)],
    dialogues: &[&[
        V("שלום, אפשר לשנות את כתובת המשלוח?"),
        A("שלום {visitor}, בוודאי. מה מספר ההזמנה?"),
        V("{order} (הכתובת החדשה: רח' הדוגמה 12)"),
        A("עודכן. תודה ויום נעים!"),
    ]],
    feedback: &["שירות מצוין"],
};

pub(super) const ARABIC: Tongue = Tongue {
    people: &[
        ("ليلى", "عبد الرحمن", "layla.abdulrahman"),
        ("يوسف", "الشريف", "yusuf.alsharif"),
    ],
    places: &[("الدار البيضاء, Morocco", 33_58831, -7_61138)],
    dialogues: &[&[
        V("السلام عليكم، أين وصل طلبي رقم {order}؟"),
        A("وعليكم السلام {visitor}، معكم {agent}. لحظة من فضلكم."),
        A("الطلب في الطريق وسيصل غدًا إن شاء الله."),
        V("هل يمكن الدفع عند الاستلام؟ المبلغ ٢٥٠ درهمًا"),
        A("نعم، بالتأكيد."),
        V("شكرًا جزيلًا 🌹"),
    ]],
    feedback: &["خدمة ممتازة", "الانتظار طويل"],
};

pub(super) const HINDI: Tongue = Tongue {
    people: &[
        ("श्रेया", "चतुर्वेदी", "shreya.chaturvedi"),
        ("अर्जुन", "मिश्रा", "arjun.mishra"),
    ],
    places: &[("लखनऊ, Uttar Pradesh, India", 26_83928, 80_92313)],
    dialogues: &[&[
        V("नमस्ते, क्या यह प्रस्ताव आज भी मान्य है?"),
        A("नमस्ते {visitor} जी, हाँ, रात १२ बजे तक।"),
        V("ठीक है, मेरा ऑर्डर नंबर {order} है। क्या मैं पता बदल सकती हूँ?"),
        A("ज़रूर, कृपया नया पता लिखिए।"),
        V("धन्यवाद 🙏"),
    ]],
    feedback: &["बहुत बढ़िया सेवा"],
};
