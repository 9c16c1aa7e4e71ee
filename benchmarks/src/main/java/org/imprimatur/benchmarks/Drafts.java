package org.imprimatur.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.imprimatur.benchmarks.wire.Connections;
import org.imprimatur.benchmarks.wire.Reply;
import org.imprimatur.benchmarks.wire.Request;
import org.jspecify.annotations.Nullable;

/** Articles of a usual length, and the requests that take them along. */
final class Drafts {
    /** The sections in turn. */
    private static final List<String> SECTIONS = List.of("ip-news", "alerts", "articles", "cases", "links");

    private static final String PARAGRAPH = """
            The examining division had refused the application because the claimed method, in its view, differed from \
            the prior art only in features without technical character. On appeal the applicant filed a new main \
            request and pointed to the shorter response time that the description reports. The board found this effect \
            credible over the whole range claimed, and sent the case back so that the remaining objections can be heard \
            at two instances; it did not refund the fee.
            """;
    private static final int PARAGRAPHS = 6;

    private final Target target;
    private final Connections content;
    private final String run;

    /** @param run sets this run's slugs apart from those of earlier runs over the same data */
    Drafts(Target target, Connections content, String run) {
        this.target = target;
        this.content = content;
        this.run = run;
    }

    /**
     * An article as the service answered it last.
     *
     * @param tag its entity tag, which the next step has to name
     */
    record Draft(String id, String tag, String section, String slug) {
        String path() {
            return "/" + section + "/" + slug;
        }

        /** Returns whether a page names this article, or one of the same run with a higher number. */
        boolean isNamedOrSucceededIn(String page) {
            int end = slug.lastIndexOf('-') + 1;
            int number = Integer.parseInt(slug.substring(end));
            return Pattern.compile("/" + slug.substring(0, end) + "(\\d+)").matcher(page).results()
                    .anyMatch(found -> Integer.parseInt(found.group(1)) >= number);
        }
    }

    /** Creates an article as anna. */
    Draft create(int number) {
        Reply reply = send("anna", "POST", "", Map.of(), body(number, 0)).expect(201);
        return new Draft(String.valueOf(reply.json().get("id")), reply.header("etag"), section(number), slug(number));
    }

    /** Returns the request by which anna begins an article. */
    byte[] creation(int number) {
        return Request.bytes("POST", target.content(), "/api/v1/articles", target.as("anna"), body(number, 0));
    }

    /** Creates an article and brings it before its approver. */
    Draft submitted(int number) {
        Draft draft = create(number);
        Reply reply = send("anna", "POST", "/" + draft.id() + "/actions/submit", Map.of("If-Match", draft.tag()),
                Map.of()).expect(200);
        return new Draft(draft.id(), reply.header("etag"), draft.section(), draft.slug());
    }

    /** Returns the request by which edith approves an article. */
    byte[] approval(Draft draft) {
        Map<String, String> headers = new HashMap<>(target.as("edith"));
        headers.put("If-Match", draft.tag());
        return Request.bytes("POST", target.content(), "/api/v1/articles/" + draft.id() + "/actions/approve", headers,
                Map.of());
    }

    /** Returns the request by which anna saves an article again, changed. */
    byte[] save(Draft draft, int number, int times) {
        Map<String, String> headers = new HashMap<>(target.as("anna"));
        headers.put("If-Match", draft.tag());
        return Request.bytes("PUT", target.content(), "/api/v1/articles/" + draft.id(), headers, body(number, times));
    }

    /** Returns the article as edith sees it. */
    Reply read(Draft draft) {
        return send("edith", "GET", "/" + draft.id(), Map.of(), null).expect(200);
    }

    private Reply send(String person, String method, String path, Map<String, String> more,
            @Nullable Map<String, ?> json) {
        Map<String, String> headers = new HashMap<>(target.as(person));
        headers.putAll(more);
        return content.send(Request.bytes(method, target.content(), "/api/v1/articles" + path, headers, json));
    }

    private Map<String, ?> body(int number, int times) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PARAGRAPHS; i++) {
            text.append(PARAGRAPH).append('\n');
        }
        text.append("Saved ").append(times).append(" times.\n");
        return Map.of("headline", "Board of appeal sends case " + number + " back", "standfirst",
                "A shorter response time is a technical effect, whatever the method works on.", "body",
                text.toString(), "section", section(number), "slug", slug(number), "tags",
                List.of("appeals", "software"),
                "byline", "The benchmark", "language", "en");
    }

    private static String section(int number) {
        return SECTIONS.get(number % SECTIONS.size());
    }

    private String slug(int number) {
        return "bench-" + run + "-" + number;
    }
}
