//! What a user would write with serde: structs that own their texts, and structs that borrow them.

/// Structs of `String`.
pub(crate) mod owned {
    use serde::Deserialize;

    #[derive(Deserialize)]
    pub(crate) struct Page {
        pub(crate) data: Vec<Item>,
    }

    #[derive(Deserialize)]
    #[expect(
        dead_code,
        reason = "the account is read by nobody, decoded all the same"
    )]
    pub(crate) struct Item {
        account: Account,
        pub(crate) chat: Chat,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "read by nobody, decoded all the same")]
    pub(crate) struct Account {
        first_name: Option<String>,
        last_name: Option<String>,
        mobile_number: Option<String>,
        email: Option<String>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "read by nobody, decoded all the same")]
    pub(crate) struct Chat {
        id: String,
        account_id: Option<String>,
        session_id: Option<String>,
        r#type: Option<String>,
        status: Option<String>,
        date_created: Option<String>,
        date_updated: Option<String>,
        department_id: Option<String>,
        chat_duration: Option<String>,
        chat_wait_time: Option<String>,
        feedback_rating: Option<String>,
        feedback_message: Option<String>,
        comments: Option<String>,
        initiator: Option<String>,
        pub(crate) messages: Vec<Message>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "read by nobody, decoded all the same")]
    pub(crate) struct Message {
        id: String,
        chat_id: Option<String>,
        account_id: Option<String>,
        sender_type: Option<String>,
        sender_id: Option<String>,
        r#type: Option<String>,
        pub(crate) message: Option<String>,
        date_created: Option<String>,
        seen: Option<String>,
    }
}

/// Structs that borrow from the body wherever no escape stands in the way.
pub(crate) mod borrowed {
    use serde::Deserialize;
    use std::borrow::Cow;

    #[derive(Deserialize)]
    pub(crate) struct Page<'a> {
        #[serde(borrow)]
        pub(crate) data: Vec<Item<'a>>,
    }

    #[derive(Deserialize)]
    #[expect(
        dead_code,
        reason = "the account is read by nobody, decoded all the same"
    )]
    pub(crate) struct Item<'a> {
        #[serde(borrow)]
        account: Account<'a>,
        pub(crate) chat: Chat<'a>,
    }

    /// serde borrows a `Cow` only where a field says so itself; inside `Option` it needs this.
    #[derive(Deserialize)]
    pub(crate) struct Text<'a>(#[serde(borrow)] pub(crate) Cow<'a, str>);

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "read by nobody, decoded all the same")]
    pub(crate) struct Account<'a> {
        #[serde(borrow)]
        first_name: Option<Text<'a>>,
        last_name: Option<Text<'a>>,
        mobile_number: Option<Text<'a>>,
        email: Option<Text<'a>>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "read by nobody, decoded all the same")]
    pub(crate) struct Chat<'a> {
        #[serde(borrow)]
        id: Text<'a>,
        account_id: Option<Text<'a>>,
        session_id: Option<Text<'a>>,
        r#type: Option<Text<'a>>,
        status: Option<Text<'a>>,
        date_created: Option<Text<'a>>,
        date_updated: Option<Text<'a>>,
        department_id: Option<Text<'a>>,
        chat_duration: Option<Text<'a>>,
        chat_wait_time: Option<Text<'a>>,
        feedback_rating: Option<Text<'a>>,
        feedback_message: Option<Text<'a>>,
        comments: Option<Text<'a>>,
        initiator: Option<Text<'a>>,
        pub(crate) messages: Vec<Message<'a>>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "read by nobody, decoded all the same")]
    pub(crate) struct Message<'a> {
        #[serde(borrow)]
        id: Text<'a>,
        chat_id: Option<Text<'a>>,
        account_id: Option<Text<'a>>,
        sender_type: Option<Text<'a>>,
        sender_id: Option<Text<'a>>,
        r#type: Option<Text<'a>>,
        pub(crate) message: Option<Text<'a>>,
        date_created: Option<Text<'a>>,
        seen: Option<Text<'a>>,
    }
}

/// Structs for quick-xml: what stands in a list has an element of its own around it.
pub(crate) mod xml {
    use serde::Deserialize;

    #[derive(Deserialize)]
    pub(crate) struct Page {
        pub(crate) data: Data,
    }

    #[derive(Deserialize)]
    pub(crate) struct Data {
        pub(crate) item: Vec<Item>,
    }

    #[derive(Deserialize)]
    #[expect(
        dead_code,
        reason = "the account is read by nobody, decoded all the same"
    )]
    pub(crate) struct Item {
        account: super::owned::Account,
        pub(crate) chat: Chat,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "read by nobody, decoded all the same")]
    pub(crate) struct Chat {
        id: String,
        account_id: Option<String>,
        session_id: Option<String>,
        r#type: Option<String>,
        status: Option<String>,
        date_created: Option<String>,
        date_updated: Option<String>,
        department_id: Option<String>,
        chat_duration: Option<String>,
        chat_wait_time: Option<String>,
        feedback_rating: Option<String>,
        feedback_message: Option<String>,
        comments: Option<String>,
        initiator: Option<String>,
        pub(crate) messages: Messages,
    }

    #[derive(Deserialize)]
    pub(crate) struct Messages {
        pub(crate) message: Vec<super::owned::Message>,
    }
}
