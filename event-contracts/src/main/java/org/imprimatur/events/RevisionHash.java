package org.imprimatur.events;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/** Takes the hash of a revision's words. */
final class RevisionHash {
    private RevisionHash() {}

    static String of(ArticleApproved event) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("headline", event.headline());
        putIfPresent(members, "standfirst", event.standfirst());
        members.put("body", event.body());
        members.put("section", event.section());
        members.put("slug", event.slug());
        members.put("tags", event.tags());
        putIfPresent(members, "byline", event.byline());
        var source = event.source();
        if (source != null) {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("name", source.name());
            putIfPresent(named, "url", source.url());
            members.put("source", named);
        }
        members.put("language", event.language());
        return Hash.sha256(CanonicalJson.bytes(members)).labelled();
    }

    private static void putIfPresent(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
