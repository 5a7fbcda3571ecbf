//! What was kept of a page comes back as it was.

use tagove::{Chat, ErrorKind, Page, PageInfo, View as _, VisitorSession};

const CHATS: &[u8] = br#"{"success": true, "more": [1], "data": [
    {"chat": {"id": 184467440737095516160, "chat_duration": "61", "status": "clo\"sed\n\u0000", "date_created": "2016-11-08 13:35:05",
      "date_updated": "2016-11-08T13:35:05.25+05:30", "mood": 1.500, "chat_wait_time": -1, "\u00e9": "\ud83d",
      "account": {"first_name": "\u05d0", "x": {}}, "messages": [{"id": "1", "y": null}, 7, {"id": "2", "message": ""}]}},
    {"chat": {"id": "8", "messages": []}}]}"#;

fn jsons(page: &PageInfo) -> Vec<String> {
    page.rows().map(|row| row.to_json()).collect()
}

#[test]
fn a_page_comes_back_whole() {
    let page = Page::<Chat>::from_body(CHATS).unwrap();
    let info = page.info();
    let again =
        PageInfo::from_kept(&info.to_kept(info.model(), info.rows(), true).unwrap()).unwrap();
    assert_eq!(jsons(&again), jsons(info));
    assert!(!info.warnings().is_empty());
    assert_eq!(again.warnings(), info.warnings());
    assert_eq!(again.extra(), info.extra());
    assert_eq!(again.body(), CHATS);
    assert_eq!(
        (again.number(), again.status()),
        (info.number(), info.status())
    );
    assert_eq!(again.model().name, "Chat");
}

#[test]
fn a_record_of_any_model_comes_back_alone() {
    let page = Page::<Chat>::from_body(CHATS).unwrap();
    let chat = page.iter().next().unwrap();
    let account = chat.account().unwrap().row();
    let message = chat.messages().unwrap().nth(1).unwrap().row();
    for row in [chat.row(), account, message] {
        let kept = page.info().to_kept(row.model(), [row], false).unwrap();
        let again = PageInfo::from_kept(&kept).unwrap();
        assert_eq!(jsons(&again), [row.to_json()]);
        assert_eq!(again.body(), format!("[{}]", row.to_json()).as_bytes());
        assert!(again.warnings().is_empty() && again.extra().is_empty());
    }
}

#[test]
fn numbers_come_back_to_the_last_bit() {
    let body = br#"{"data": [{"visitor_session": {"id": "1", "visitor": {"location_geo_ip_lat": "-33.868820000000001", "location_geo_ip_lng": 1e-7}}}]}"#;
    let page = Page::<VisitorSession>::from_body(body).unwrap();
    let info = page.info();
    let again =
        PageInfo::from_kept(&info.to_kept(info.model(), info.rows(), false).unwrap()).unwrap();
    assert_eq!(jsons(&again), jsons(info));
}

#[test]
fn what_was_not_kept_by_us_is_refused() {
    let page = Page::<Chat>::from_body(CHATS).unwrap();
    let info = page.info();
    let kept = info.to_kept(info.model(), info.rows(), false).unwrap();
    for (was, is) in [
        ("\"model\":\"Chat\"", "\"model\":\"Chats\""),
        ("\"chat_duration\":61", "\"chat_duration\":-61"),
        ("2016-11-08T13:35:05\"", "2016-13-08T13:35:05\""),
        ("\"messages\":[]", "\"messages\":{}"),
        ("\"id\":\"8\"", "\"id\":8"),
        ("\"id\":\"8\"", "\"ids\":\"8\""),
        ("\"elapsed\"", "\"elapsd\""),
    ] {
        assert!(kept.contains(was), "{was}");
        let error = PageInfo::from_kept(&kept.replace(was, is)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{is}");
    }
    assert!(PageInfo::from_kept(&kept[..kept.len() - 9]).is_err());
    let elsewhere = kept.replace("\"zone\":null", "\"zone\":\"Moon/Base\"");
    assert_eq!(
        PageInfo::from_kept(&elsewhere).unwrap_err().kind(),
        ErrorKind::Configuration
    );
}
