use serde_json::Value;
use tagove_server::{Behaviour, DemoOptions, Limit, Paging, Server};

use crate::client::{behaving, demo, get, ids};

const LISTS: [&str; 2] = ["/chats", "/visitor"];

fn small() -> DemoOptions {
    DemoOptions {
        chats: 25,
        ..DemoOptions::default()
    }
}

async fn limited(limit: Limit) -> Server {
    let behaviour = Behaviour {
        limit,
        ..Behaviour::default()
    };
    behaving(small(), behaviour).await
}

async fn paged(options: DemoOptions, paging: Paging) -> Server {
    let behaviour = Behaviour {
        paging,
        ..Behaviour::default()
    };
    behaving(options, behaviour).await
}

#[tokio::test]
async fn limit_ignored_gives_pages_of_ten_whatever_is_asked() {
    let (_, usual) = demo(small()).await;
    let server = limited(Limit::Ignored).await;
    for list in LISTS {
        for limit in ["1", "11", "1000", "0", "many"] {
            let page = ids(&server, &format!("{list}?page=2&limit={limit}")).await;
            assert_eq!(page.len(), 10);
            assert_eq!(page, ids(&usual, &format!("{list}?page=2")).await, "{list}");
        }
    }
}

#[tokio::test]
async fn limit_capped_gives_no_more_and_pages_follow_the_cap() {
    let (demo, usual) = demo(small()).await;
    let server = limited(Limit::Capped(4)).await;
    for (list, total) in [("/chats", 25), ("/visitor", demo.totals().sessions)] {
        assert_eq!(ids(&server, list).await.len(), 4);
        assert_eq!(ids(&server, &format!("{list}?limit=3")).await.len(), 3);
        let mut all = Vec::new();
        for page in 1..=total.div_ceil(4) {
            let page = ids(&server, &format!("{list}?limit=1000&page={page}")).await;
            assert!((1..=4).contains(&page.len()), "{page:?}");
            all.extend(page);
        }
        assert_eq!(all, ids(&usual, &format!("{list}?limit=1000")).await);
        assert_eq!(get(&server, &format!("{list}?limit=0")).await.status, 400);
    }
    let one = limited(Limit::Capped(0)).await;
    assert_eq!(ids(&one, "/chats?limit=9").await.len(), 1);
}

#[tokio::test]
async fn page_ignored_gives_the_first_page_for_ever() {
    let (_, usual) = demo(small()).await;
    let server = paged(small(), Paging::Ignored).await;
    for list in LISTS {
        let first = ids(&usual, &format!("{list}?limit=7")).await;
        for page in ["1", "2", "1000", "0", "last"] {
            let target = format!("{list}?limit=7&page={page}");
            assert_eq!(ids(&server, &target).await, first, "{target}");
        }
    }
}

#[tokio::test]
async fn page_past_the_end_repeated_is_the_last_one() {
    let (demo, usual) = demo(small()).await;
    let server = paged(small(), Paging::LastRepeated).await;
    for (list, total) in [("/chats", 25_usize), ("/visitor", demo.totals().sessions)] {
        for limit in [7, total, 1000] {
            let end = total.div_ceil(limit);
            let target = |page: usize| format!("{list}?limit={limit}&page={page}");
            let last = ids(&usual, &target(end)).await;
            assert!(!last.is_empty());
            for page in [end, end + 1, end + 2, usize::MAX] {
                assert_eq!(ids(&server, &target(page)).await, last, "{}", target(page));
            }
            assert_eq!(
                ids(&server, &target(1)).await,
                ids(&usual, &target(1)).await
            );
        }
        // Nothing to repeat.
        assert!(
            ids(&server, &format!("{list}?start_date=2020-01-01&page=2"))
                .await
                .is_empty()
        );
    }
}

#[tokio::test]
async fn page_past_the_end_not_found_is_a_404_in_the_apis_form() {
    let (demo, usual) = demo(small()).await;
    let server = paged(small(), Paging::NotFoundPastEnd).await;
    for (list, total) in [("/chats", 25_usize), ("/visitor", demo.totals().sessions)] {
        for limit in [5, 7, 1000] {
            let end = total.div_ceil(limit);
            let target = |page: usize| format!("{list}?limit={limit}&page={page}");
            assert_eq!(
                ids(&server, &target(end)).await,
                ids(&usual, &target(end)).await
            );
            for page in [end + 1, end + 2, usize::MAX] {
                let answer = get(&server, &target(page)).await;
                assert_eq!(answer.status, 404, "{}", target(page));
                let json = answer.json();
                assert_eq!(json["success"], Value::Bool(false));
                assert_eq!(json["error"]["code"], "ERROR_RECORD_NOT_FOUND");
            }
        }
        let nothing = format!("{list}?start_date=2020-01-01");
        assert!(ids(&server, &nothing).await.is_empty());
        assert_eq!(get(&server, &format!("{nothing}&page=2")).await.status, 404);
    }
}
