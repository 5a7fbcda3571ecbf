//! Tables of pages: what stands in them, and what reads them as a stream.

use arrow_array::cast::AsArray as _;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::types::{Float64Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array as _, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use tagove::schema::{self, Kind};
use tagove::{Chat, Page, VisitorSession};
use tagove_arrow::{Table, c_stream};

const CHATS: &[u8] = br#"{"data": [
    {"chat": {"id": 18446744073709551616, "chat_duration": "61", "chat_wait_time": -1, "date_created": "2016-11-08 13:35:05",
      "date_updated": "2016-11-08T13:35:05+01:00", "mood": 1.50, "account": {"email": "\u05d0"},
      "messages": [{"id": "1", "chat_id": "9"}, {"id": "2"}]}},
    {"chat": {"id": "8", "messages": []}}, {"chat": {"status": "closed"}}]}"#;

fn chats() -> Page<Chat> {
    Page::<Chat>::from_body(CHATS).expect("a page")
}

fn texts<'a>(batch: &'a RecordBatch, column: &str) -> Vec<Option<&'a str>> {
    let column = batch.column_by_name(column).expect("a column");
    column.as_string::<i32>().iter().collect()
}

fn seconds(batch: &RecordBatch, column: &str) -> Vec<Option<i64>> {
    let column = batch.column_by_name(column).expect("a column");
    column.as_primitive::<Int64Type>().iter().collect()
}

fn micros(batch: &RecordBatch, column: &str) -> Vec<Option<i64>> {
    let column = batch.column_by_name(column).expect("a column");
    let column = column.as_primitive::<TimestampMicrosecondType>();
    column.iter().collect()
}

#[test]
fn chats_are_rows_with_what_they_hold() {
    let table = Table::of(&schema::CHAT, None);
    let batch = table.batch(chats().info().rows()).unwrap();
    let ids = [Some("18446744073709551616"), Some("8"), None];
    assert_eq!(texts(&batch, "id"), ids);
    assert_eq!(seconds(&batch, "chat_duration"), [Some(61), None, None]);
    assert_eq!(seconds(&batch, "chat_wait_time"), [None, None, None]);
    let civil = 1_478_612_105_000_000;
    assert_eq!(micros(&batch, "date_created"), [Some(civil), None, None]);
    // With an offset where the column has no zone: as text in `extra`, beside what did not fit its field.
    assert_eq!(micros(&batch, "date_updated"), [None, None, None]);
    let extra = r#"{"chat_wait_time":-1,"mood":1.50,"date_updated":"2016-11-08T13:35:05+01:00"}"#;
    assert_eq!(
        texts(&batch, "extra"),
        [Some(extra), Some("{}"), Some("{}")]
    );
    let accounts = batch.column_by_name("account").unwrap().as_struct();
    assert_eq!((accounts.is_valid(0), accounts.is_valid(1)), (true, false));
    let messages = batch.column_by_name("messages").unwrap().as_list::<i32>();
    assert_eq!(messages.value_offsets(), [0, 2, 2, 2]);
    assert_eq!((messages.is_valid(1), messages.is_valid(2)), (true, false));
}

#[test]
fn zoned_times_are_instants() {
    let table = Table::of(&schema::CHAT, Some("Europe/Berlin"));
    let batch = table.batch(chats().info().rows()).unwrap();
    let schema = batch.schema();
    let zoned = DataType::Timestamp(TimeUnit::Microsecond, Some("Europe/Berlin".into()));
    let updated = schema.field_with_name("date_updated").unwrap();
    assert_eq!(updated.data_type(), &zoned);
    let instant = 1_478_608_505_000_000;
    assert_eq!(micros(&batch, "date_updated"), [Some(instant), None, None]);
    // The page was read without the zone, so this one is civil, and no instant.
    assert_eq!(micros(&batch, "date_created"), [None, None, None]);
    let extra = texts(&batch, "extra")[0].unwrap();
    assert!(
        extra.ends_with(r#","date_created":"2016-11-08T13:35:05"}"#),
        "{extra}"
    );
}

#[test]
fn messages_are_rows_with_their_chat() {
    let batch = Table::messages(None).batch(chats().info().rows()).unwrap();
    assert_eq!(texts(&batch, "id"), [Some("1"), Some("2")]);
    let chats = [Some("9"), Some("18446744073709551616")];
    assert_eq!(texts(&batch, "chat_id"), chats);
}

#[test]
fn numbers_are_floats() {
    let body =
        br#"{"data": {"visitor_session": {"visitor": {"location_geo_ip_lat": "-33.86882"}}}}"#;
    let page = Page::<VisitorSession>::from_body(body).unwrap();
    let table = Table::of(&schema::VISITOR_SESSION, None);
    let batch = table.batch(page.info().rows()).unwrap();
    let visitors = batch.column_by_name("visitor").unwrap().as_struct();
    let latitudes = visitors.column_by_name("location_geo_ip_lat").unwrap();
    assert_eq!(latitudes.as_primitive::<Float64Type>().value(0), -33.86882);
}

#[test]
fn every_model_has_its_columns_and_rows_of_others_are_left_out() {
    for model in schema::ALL {
        let table = Table::of(model, None);
        let columns = table.schema();
        assert_eq!(columns.fields().len(), model.fields.len() + 1);
        for (field, column) in model.fields.iter().zip(columns.fields()) {
            let nested = matches!(field.kind, Kind::Record(_) | Kind::List(_) | Kind::Texts);
            assert_eq!(nested, column.data_type().is_nested(), "{}", field.name);
        }
        let rows = table.batch(chats().info().rows()).unwrap().num_rows();
        assert_eq!(rows, if model.name == "Chat" { 3 } else { 0 });
        let nothing = table.batch(std::iter::empty()).unwrap();
        assert_eq!(nothing.schema(), columns);
    }
}

#[test]
fn stream_gives_batches_and_then_the_reason_why_it_ended() {
    let table = Table::of(&schema::CHAT, None);
    let batch = table.batch(chats().info().rows()).unwrap();
    let batches = [Ok(batch.clone()), Err("page 2 never came".to_owned())];
    let stream = c_stream(&table, batches.into_iter());
    let mut reader = RecordBatchStreamReader::try_new(stream).unwrap();
    assert_eq!(reader.next().unwrap().unwrap(), batch);
    let reason = reader.next().unwrap().unwrap_err().to_string();
    assert!(reason.contains("page 2 never came"), "{reason}");
}
