package org.imprimatur.consent.choice;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprimatur.consent.record.ConsentRecord;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The two first-party cookies, set with a choice and at no other time. */
@Component
class VisitorCookies {
    /** Holds the visitor's number, which no script can read. */
    static final String VISITOR = "imprimatur_visitor";

    /**
     * Tells scripts what is allowed without a request: the policy version, a colon, and the allowed purposes with
     * dots between them.
     */
    static final String CHOICE = "imprimatur_choice";

    private final boolean secure;

    VisitorCookies(VisitorSettings settings) {
        this.secure = settings.cookieSecure();
    }

    /** The header fields that set them, for as long as the choice holds. */
    HttpHeaders set(Made made) {
        ConsentRecord record = made.record();
        Duration age = Duration.between(record.eventTime(), record.validUntil());
        HttpHeaders headers = new HttpHeaders();
        if (made.visitor() != null) {
            headers.add(HttpHeaders.SET_COOKIE, cookie(VISITOR, made.visitor().value(), age, true));
        }
        headers.add(HttpHeaders.SET_COOKIE, cookie(CHOICE, compact(record), age, false));
        return headers;
    }

    private static String compact(ConsentRecord record) {
        return record.choices().entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey)
                .collect(Collectors.joining(".", record.policyVersion() + ":", ""));
    }

    private String cookie(String name, String value, Duration age, boolean httpOnly) {
        return ResponseCookie.from(name, value).path("/").maxAge(age).sameSite("Lax").secure(secure)
                .httpOnly(httpOnly).build().toString();
    }
}
