package com.example;

import com.tagove.Chat;
import com.tagove.Pager;
import com.tagove.TagoveException;
import com.tagove.TagoveFutures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads some chats of the server whose URL it is given, and prints how many. */
public final class Consumer {
    public static void main(String[] arguments) {
        try (TagoveFutures client = TagoveFutures.builder()
                .baseUrl(arguments[0])
                .expiringCredentials(() -> CompletableFuture.completedFuture(TagoveFutures.expiring("any", Duration.ofMinutes(5))))
                .build()) {
            List<Chat> chats = client.all(client.listChats("2016-08-01").take(30)).join();
            Chat chat = client.getChat(chats.get(0).getId()).join();
            if (!chat.getId().equals(chats.get(0).getId())) throw new AssertionError(chat);
            if (chat.getDateCreated().getCivil().getYear() != 2016) throw new AssertionError(chat.getDateCreated());
            try (Pager<Chat> pager = client.listChats(null, null, List.of("messages"), 2L, 7L).pager()) {
                if (client.nextPage(pager).join().size() != 7) throw new AssertionError("another page");
            }
            try {
                client.getChat("..").join();
                throw new AssertionError("it was not refused");
            } catch (CompletionException failed) {
                if (!(failed.getCause() instanceof TagoveException.InvalidRequest)) throw failed;
                if (TagoveFutures.retryAfter((TagoveException) failed.getCause()) != null) throw failed;
            }
            System.out.println(chats.size() + " chats");
        }
    }
}
