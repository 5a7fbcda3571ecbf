import tagove = require("tagove");

const list: tagove.List<tagove.Chat> = new tagove.Client().listChats();
void list;
