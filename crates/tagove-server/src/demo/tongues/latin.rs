//! Languages in Latin letters, with the marks that go beyond ASCII.

use super::{
    Tongue,
    Turn::{A, V},
};

pub(super) const GERMAN: Tongue = Tongue {
    people: &[
        ("Jürgen", "Großmann", "juergen.grossmann"),
        ("Käthe", "Öztürk-Weiß", "kaethe.oeztuerk-weiss"),
        ("Björn", "Müßig", "bjoern.muessig"),
    ],
    places: &[
        ("Köln, Nordrhein-Westfalen, Germany", 50_93333, 6_95000),
        ("Zürich, Zürich, Switzerland", 47_36667, 8_55000),
    ],
    dialogues: &[
        &[
            V("Grüß Gott, ich hätte eine Frage zu meiner Rechnung."),
            A("Guten Tag {visitor}, hier ist {agent}. Worum geht es genau?"),
            V(
                "Auf der Rechnung {order} steht die Straße falsch: „Hauptstr. 5“ statt „Hauptstraße 5 b“.",
            ),
            A("Das ändere ich gerne. Einen Augenblick bitte …"),
            A(
                "Erledigt! Die korrigierte Rechnung (49,90 €) liegt unter <a href=\"https://konto.example.com/rechnungen\">Mein Konto</a>.",
            ),
            V("Prima, schönen Tag noch!"),
        ],
        &[
            V("Wie lange dauert die Lieferung nach Österreich?"),
            A("In der Regel 2–3 Werktage, über die Feiertage etwas länger."),
            V("Ok, und was kostet das? Größe XL"),
            A("6,90 €, ab 75 € <b>versandkostenfrei</b>."),
        ],
    ],
    feedback: &["Sehr nett & kompetent 👍", "Zu lange gewartet, sonst gut."],
};

pub(super) const FRENCH: Tongue = Tongue {
    people: &[
        ("Chloé", "Lefèvre", "chloe.lefevre"),
        ("Loïc", "D'Haëne", "loic.dhaene"),
    ],
    places: &[(
        "Besançon, Bourgogne-Franche-Comté, France",
        47_24878,
        6_01815,
    )],
    dialogues: &[&[
        V("Bonjour, j’ai reçu le mauvais modèle…"),
        A("Bonjour {visitor}, je suis désolée ! Pouvez-vous m’indiquer votre numéro de commande ?"),
        V("C’est le nº {order}. J’avais commandé le bleu, pas le vert."),
        A("Merci. Nous vous renvoyons le bon modèle dès aujourd’hui, à nos frais."),
        V("Génial, c’est très aimable. Où dois-je déposer l’autre ?"),
        A("Gardez-le, ça nous évite un aller-retour 🙂"),
    ]],
    feedback: &["Réponse très rapide, bravo !", "« Parfait »"],
};

pub(super) const SPANISH: Tongue = Tongue {
    people: &[
        ("Íñigo", "Muñoz Peña", "inigo.munoz"),
        ("Begoña", "Agüero", "begona.aguero"),
    ],
    places: &[
        ("A Coruña, Galicia, Spain", 43_37135, -8_39600),
        ("Mérida, Yucatán, Mexico", 20_97537, -89_61696),
    ],
    dialogues: &[&[
        V("¡Buenos días! ¿Hablan español?"),
        A("¡Claro que sí! Soy {agent}, ¿en qué puedo ayudarle?"),
        V("¿Por qué me han cobrado dos veces el pedido {order}?"),
        A("Déjeme comprobarlo un momento, por favor."),
        A("Efectivamente hubo un error; el segundo cargo se devolverá mañana."),
        V("Muchísimas gracias, señorita."),
    ]],
    feedback: &["Excelente atención", "Ni fu ni fa"],
};

pub(super) const PORTUGUESE: Tongue = Tongue {
    people: &[("João", "Conceição", "joao.conceicao")],
    places: &[("São Luís, Maranhão, Brazil", -2_52972, -44_30278)],
    dialogues: &[&[
        V("Olá, a promoção ainda está válida?"),
        A("Olá {visitor}! Sim, até amanhã à meia-noite."),
        V("Então vou querer três. Não há cartão de crédito sem juros?"),
        A("Há sim, em até 10 vezes. O seu pedido é o {order}."),
    ]],
    feedback: &["Ótimo atendimento, obrigado ❤️"],
};

pub(super) const POLISH: Tongue = Tongue {
    people: &[
        ("Łucja", "Źdźbło", "lucja.zdzblo"),
        ("Świętosława", "Żółć", "swietoslawa.zolc"),
    ],
    places: &[("Łódź, Łódzkie, Poland", 51_75000, 19_46667)],
    dialogues: &[&[
        V("Dzień dobry, zażółć gęślą jaźń 😉 sprawdzam czcionkę"),
        A("Dzień dobry! U nas wszystko widać. W czym mogę pomóc?"),
        V("Chciałabym zwrócić zamówienie {order}, bo przyszło uszkodzone."),
        A("Bardzo przepraszamy. Kurier odbierze paczkę jutro między 8:00 a 16:00."),
        V("Dziękuję ślicznie"),
    ]],
    feedback: &["Szybko i rzetelnie"],
};

pub(super) const TURKISH: Tongue = Tongue {
    people: &[
        ("Işıl", "Çağlayan", "isil.caglayan"),
        ("İbrahim", "Şimşek", "ibrahim.simsek"),
    ],
    places: &[("İzmir, İzmir, Turkey", 38_41273, 27_13838)],
    dialogues: &[&[
        V("Merhaba, siparişim {order} nerede acaba?"),
        A("Merhaba {visitor}, ben {agent}. Hemen bakıyorum."),
        A("Kargonuz bugün dağıtıma çıktı, akşama elinizde olur."),
        V("Çok teşekkürler, iyi günler!"),
    ]],
    feedback: &["Çok ilgililerdi"],
};

pub(super) const VIETNAMESE: Tongue = Tongue {
    people: &[("Nguyễn", "Thị Hường", "nguyen.huong")],
    places: &[("Đà Nẵng, Đà Nẵng, Vietnam", 16_06778, 108_22083)],
    dialogues: &[&[
        V("Xin chào, cửa hàng có giao hàng vào chủ nhật không ạ?"),
        A("Dạ có, đơn {order} của quý khách sẽ được giao trước 18 giờ."),
        V("Cảm ơn bạn nhiều nhé!"),
    ]],
    feedback: &["Rất hài lòng"],
};
