package org.imprimatur.torture.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.torture.load.Calls;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Reply;
import org.imprimatur.torture.load.Story;

/** What the newsroom lists, against each article itself: a list is a copy, and a copy may have been left behind. */
final class ListLaws {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static final List<String> COMPARED = List.of("state", "revision", "revisionHash", "updatedAt");
    private static final int OK = 200;

    private final List<String> content;
    private final Ledger ledger;
    private final Calls calls = new Calls();

    /** @param content addresses of the newsroom's instances */
    ListLaws(List<String> content, Ledger ledger) {
        this.content = List.copyOf(content);
        this.ledger = ledger;
    }

    /** Each article that was begun is in each instance's list, as it stands. */
    Finding articles() {
        Set<String> begun = Stream.concat(ledger.drafts().stream(),
                ledger.stories().stream().map(Story::id).filter(id -> id != null).map(String::valueOf))
                .collect(Collectors.toSet());
        List<String> broken = new ArrayList<>();
        for (int newsroom = 0; newsroom < content.size(); newsroom++) {
            Map<String, Map<?, ?>> listed = listed(content.get(newsroom));
            for (String id : begun) {
                Reply article = asEditor(content.get(newsroom) + "/api/v1/articles/" + id);
                String fault = article.status() == OK ? fault(listed.get(id), article) : "answers " + article.status();
                if (!fault.isEmpty()) {
                    broken.add("content " + (newsroom + 1) + ": " + id + " " + fault);
                }
            }
        }
        return new Finding("articles that the newsroom lists otherwise than they are, or not at all",
                (long) begun.size() * content.size(), broken);
    }

    private static String fault(@org.jspecify.annotations.Nullable Map<?, ?> item, Reply article) {
        if (item == null) {
            return "isn't listed";
        }
        return COMPARED.stream().filter(name -> !String.valueOf(item.get(name)).equals(article.string(name)))
                .map(name -> "is listed with the " + name + " " + item.get(name) + " instead of "
                        + article.string(name))
                .collect(Collectors.joining(", "));
    }

    private Map<String, Map<?, ?>> listed(String newsroom) {
        Map<String, Map<?, ?>> listed = new HashMap<>();
        String path = "/api/v1/articles?limit=100";
        while (!path.isEmpty()) {
            Reply page = asEditor(newsroom + path);
            if (page.json("items") instanceof List<?> items) {
                for (Object one : items) {
                    if (one instanceof Map<?, ?> item) {
                        listed.put(String.valueOf(item.get("id")), item);
                    }
                }
            }
            Matcher next = NEXT.matcher(page.field("link"));
            path = next.find() ? next.group(1) : "";
        }
        return listed;
    }

    private Reply asEditor(String address) {
        return calls.send("GET", address,
                Map.of("Authorization", "Bearer " + TestIdentity.shared().token("edith", "editor")), null);
    }
}
