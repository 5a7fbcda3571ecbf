package com.example;

import com.tagove.Chat;
import com.tagove.Pager;
import com.tagove.TagoveException;
import com.tagove.TagoveFutures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads some chats of the server whose URL it is given, and prints how many. */
public final class Consumer {
    public static void main(String[] arguments) {
        try (TagoveFutures client = TagoveFutures.builder()
                .baseUrl(arguments[0])
                .credentials(() -> CompletableFuture.completedFuture("any"))
                .build()) {
            List<Chat> chats = client.all(client.listChats("2016-08-01").take(30)).join();
            Chat chat = client.getChat(chats.get(0).getId()).join();
            if (!chat.getId().equals(chats.get(0).getId())) throw new AssertionError(chat);
            try (Pager<Chat> pager = client.listChats().pager()) {
                if (client.nextPage(pager).join().isEmpty()) throw new AssertionError("an empty page");
            }
            try {
                client.getChat("..").join();
                throw new AssertionError("it was not refused");
            } catch (CompletionException failed) {
                if (!(failed.getCause() instanceof TagoveException.InvalidRequest)) throw failed;
            }
            System.out.println(chats.size() + " chats");
        }
    }
}
