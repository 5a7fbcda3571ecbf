// What is looked at of a page: three fields of every message, or every field of every record. Each gives how many messages
// it saw.
let sink = 0;
/** Whether all that was looked at came to nothing: asked at the end, so that nothing of it can be left out. */
export const nothing = () => sink === -1;
const see = (text) => (sink ^= text === null ? 1 : text.length);

export function threeOfJson(items) {
  let count = 0;
  for (const { chat } of items) {
    for (const message of chat.messages) {
      see(message.id), see(message.sender_type), see(message.message);
      count++;
    }
  }
  return count;
}

export function threeOfRecords(chats) {
  let count = 0;
  for (const chat of chats) {
    for (const message of chat.messages) {
      see(message.id), see(message.senderType), see(message.message);
      count++;
    }
  }
  return count;
}

export function everyOfJson(items) {
  let count = 0;
  for (const { account, chat } of items) {
    see(account.first_name), see(account.last_name), see(account.mobile_number), see(account.email);
    see(chat.id), see(chat.account_id), see(chat.session_id), see(chat.type), see(chat.status);
    see(chat.date_created), see(chat.date_updated), see(chat.department_id);
    sink ^= Number(chat.chat_duration) ^ Number(chat.chat_wait_time);
    see(chat.feedback_rating), see(chat.feedback_message), see(chat.comments), see(chat.initiator);
    for (const message of chat.messages) {
      see(message.id), see(message.chat_id), see(message.account_id), see(message.sender_type), see(message.sender_id);
      see(message.type), see(message.message), see(message.date_created), see(message.seen);
      count++;
    }
  }
  return count;
}

export function everyOfRecords(chats) {
  let count = 0;
  for (const chat of chats) {
    const account = chat.account;
    see(account.firstName), see(account.lastName), see(account.mobileNumber), see(account.email);
    see(chat.id), see(chat.accountId), see(chat.sessionId), see(chat.type), see(chat.status);
    see(chat.dateCreated), see(chat.dateUpdated), see(chat.departmentId);
    sink ^= Number(chat.chatDuration) ^ Number(chat.chatWaitTime);
    see(chat.feedbackRating), see(chat.feedbackMessage), see(chat.comments), see(chat.initiator);
    for (const message of chat.messages) {
      see(message.id), see(message.chatId), see(message.accountId), see(message.senderType), see(message.senderId);
      see(message.type), see(message.message), see(message.dateCreated), see(message.seen);
      count++;
    }
  }
  return count;
}
