package org.imprimatur.consent.choice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.visitor.VisitorId;
import org.imprimatur.consent.visitor.VisitorNumbers;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.Cookies;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The two first-party cookies, set with a choice and at no other time. */
@Component
class VisitorCookies {
    /** Holds the visitor's number, which no script can read. */
    private static final String VISITOR = "imprimatur_visitor";

    /**
     * Browsers take a cookie of such a name from the site itself over TLS only, so that no other host of the domain
     * can set it (RFC 6265bis, section 4.1.3.2).
     */
    private static final String OF_THIS_HOST = "__Host-";

    /**
     * Tells scripts what is allowed without a request: the policy version, a colon, and the allowed purposes with
     * dots between them; then {@code :gpc} where the browser's signal is taken account of in that.
     */
    private static final String CHOICE = "imprimatur_choice";

    private final VisitorNumbers numbers;
    private final boolean secure;
    private final String visitorName;

    VisitorCookies(VisitorSettings settings, VisitorNumbers numbers) {
        this.numbers = numbers;
        this.secure = settings.cookieSecure();
        this.visitorName = secure ? OF_THIS_HOST + VISITOR : VISITOR;
    }

    /** The visitor of a request; empty where no cookie holds a number that this service made. */
    Optional<VisitorId> visitor(Asked request) {
        return Cookies.of(request.fields(), visitorName).stream().flatMap(value -> numbers.read(value).stream())
                .findFirst();
    }

    /** The values of {@code Set-Cookie} that set them: what the visitor's newest record says, for as long as it holds. */
    List<String> set(Made made) {
        ConsentRecord newest = made.newest();
        Duration left = Duration.between(made.now(), newest.validUntil());
        if (left.isPositive()) {
            // A browser counts in whole seconds; the last one begun still belongs to the choice.
            Duration age = Duration.ofSeconds(left.plusSeconds(1).minusNanos(1).toSeconds());
            return List.of(cookie(visitorName, numbers.cookie(made.visitor()), age, true),
                    cookie(CHOICE, compact(newest), age, false));
        }
        return List.of(noChoice());
    }

    /** The values that take both away again: for a visitor of whom nothing is kept any more. */
    List<String> none() {
        return List.of(cookie(visitorName, "", Duration.ZERO, true), noChoice());
    }

    private String noChoice() {
        return cookie(CHOICE, "", Duration.ZERO, false);
    }

    private static String compact(ConsentRecord record) {
        return record.choices().entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey)
                .collect(Collectors.joining(".", record.policyVersion() + ":", record.gpc() ? ":gpc" : ""));
    }

    private String cookie(String name, String value, Duration age, boolean httpOnly) {
        return ResponseCookie.from(name, value).path("/").maxAge(age).sameSite("Lax").secure(secure)
                .httpOnly(httpOnly).build().toString();
    }
}
