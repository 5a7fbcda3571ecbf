//! Languages of East and South-East Asia, written without blanks between words or in syllables.

use super::{
    Tongue,
    Turn::{A, V},
};

pub(super) const CHINESE: Tongue = Tongue {
    people: &[
        ("小明", "欧阳", "xiaoming.ouyang"),
        ("靜怡", "林", "jingyi.lin"),
    ],
    places: &[
        ("成都市, 四川省, China", 30_66667, 104_06667),
        ("高雄市, Taiwan", 22_61626, 120_31333),
    ],
    dialogues: &[&[
        V("您好，请问订单{order}什么时候发货？"),
        A("您好，{visitor}！我是客服{agent}，马上为您查询。"),
        A("您的包裹今天下午发出，预计三天内送达。"),
        V("好的，可以开发票吗？抬头写「示例有限公司」"),
        A("可以的，电子发票会发送到您的邮箱。"),
        V("谢谢😊"),
    ]],
    feedback: &["服务很好，五星好评！", "客服態度親切"],
};

pub(super) const JAPANESE: Tongue = Tongue {
    people: &[
        ("さくら", "髙橋", "sakura.takahashi"),
        ("ケンジ", "渡邉", "kenji.watanabe"),
    ],
    places: &[("札幌市, 北海道, Japan", 43_06667, 141_35000)],
    dialogues: &[&[
        V("すみません、注文番号{order}をキャンセルできますか？"),
        A("{visitor}様、お問い合わせありがとうございます。担当の{agent}でございます。"),
        A("確認いたしますので、少々お待ちくださいませ。"),
        A("キャンセルを承りました。ご返金は３～５営業日以内となります。"),
        V("ﾊﾝｶｸ名義でも大丈夫でしょうか…"),
        A("はい、問題ございません。"),
        V("ありがとうございます！m(_ _)m"),
    ]],
    feedback: &["とても丁寧な対応でした。"],
};

pub(super) const KOREAN: Tongue = Tongue {
    people: &[
        ("지우", "남궁", "jiu.namgung"),
        ("하늘", "제갈", "haneul.jegal"),
    ],
    places: &[("부산광역시, South Korea", 35_10278, 129_04028)],
    dialogues: &[&[
        V("안녕하세요, 교환 신청은 어디서 하나요?"),
        A("안녕하세요 {visitor}님, 상담원 {agent}입니다. 주문번호를 알려 주시겠어요?"),
        V("{order}번입니다ㅎㅎ"),
        A("접수되었습니다. 내일 기사님이 방문할 예정입니다."),
        V("감사합니다~ 수고하세요 ^^"),
    ]],
    feedback: &["친절하고 빨라요"],
};

pub(super) const THAI: Tongue = Tongue {
    people: &[("น้ำฝน", "ศรีสุวรรณ", "namfon.srisuwan")],
    places: &[("เชียงใหม่, Thailand", 18_79038, 98_98468)],
    dialogues: &[&[
        V("สวัสดีค่ะ สินค้าหมายเลข {order} มีสีอื่นไหมคะ"),
        A("สวัสดีครับคุณ{visitor} มีสีแดงกับสีน้ำเงินครับ"),
        V("งั้นขอสีน้ำเงินสองชิ้นค่ะ ขอบคุณค่ะ"),
    ]],
    feedback: &["บริการดีมากค่ะ"],
};
