package org.imprimatur.consent.choice;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.visitor.VisitorId;
import org.imprimatur.consent.visitor.VisitorNumbers;
import org.springframework.http.HttpHeaders;
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
    Optional<VisitorId> visitor(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies).filter(cookie -> cookie.getName().equals(visitorName))
                        .flatMap(cookie -> numbers.read(cookie.getValue()).stream()).findFirst();
    }

    /** The header fields that set them: what the visitor's newest record says, for as long as it holds. */
    HttpHeaders set(Made made) {
        ConsentRecord newest = made.newest();
        Duration left = Duration.between(made.now(), newest.validUntil());
        HttpHeaders headers = new HttpHeaders();
        if (left.isPositive()) {
            // A browser counts in whole seconds; the last one begun still belongs to the choice.
            Duration age = Duration.ofSeconds(left.plusSeconds(1).minusNanos(1).toSeconds());
            headers.add(HttpHeaders.SET_COOKIE, cookie(visitorName, numbers.cookie(made.visitor()), age, true));
            headers.add(HttpHeaders.SET_COOKIE, cookie(CHOICE, compact(newest), age, false));
        } else {
            headers.add(HttpHeaders.SET_COOKIE, cookie(CHOICE, "", Duration.ZERO, false));
        }
        return headers;
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
