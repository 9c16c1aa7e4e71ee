package org.imprimatur.starter.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a token must hold beyond signature, issuer, audience and time: an end (RFC 9068, section 2.2), within a year; a
 * subject that can be written into a log for good; and the type of an access token, where it names one. A token that
 * says who signed in (OpenID Connect's ID token) isn't one to act with.
 */
final class TokenRules implements OAuth2TokenValidator<Jwt> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_SUBJECT = 200;
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final Clock clock;

    TokenRules(Clock clock) {
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        String fault = fault(token);
        return fault == null
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, fault, null));
    }

    private @Nullable String fault(Jwt token) {
        Instant end = token.getExpiresAt();
        if (end == null || end.isAfter(clock.instant().plus(LONGEST))) {
            return "The token has no end in sight";
        }
        if (!isSubject(token.getSubject()) || !isWrittenAsText(token)) {
            return "The token has no subject of 1 to 200 visible characters";
        }
        Object type = token.getHeaders().get("typ");
        if (type != null && !TYPES.contains(type.toString().toLowerCase(Locale.ROOT))) {
            return "The token is of a type that isn't taken here";
        }
        return "ID".equals(token.getClaims().get("typ")) || token.hasClaim("at_hash")
                ? "An ID token is no access token"
                : null;
    }

    /** The library takes a number for its digits, so that a number and a name that looks like it would be one person. */
    private static boolean isWrittenAsText(Jwt token) {
        String[] parts = token.getTokenValue().split("\\.", -1);
        return JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path(JwtClaimNames.SUB).isString();
    }

    private static boolean isSubject(@Nullable String subject) {
        return subject != null && !subject.isEmpty() && subject.codePointCount(0, subject.length()) <= LONGEST_SUBJECT
                && subject.codePoints().allMatch(TokenRules::isVisible);
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                    Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> !isDrawnEmpty(character);
        };
    }

    /** Letters, symbols and marks by their category, of which nobody sees anything. */
    private static boolean isDrawnEmpty(int character) {
        return switch (character) {
            // Joiner of graphemes; fillers of Hangul; inherent vowels of Khmer; blank of Braille.
            case 0x034f, 0x115f, 0x1160, 0x3164, 0xffa0, 0x17b4, 0x17b5, 0x2800 -> true;
            // Selectors of variants.
            default -> (character >= 0x180b && character <= 0x180f) || (character >= 0xfe00 && character <= 0xfe0f)
                    || (character >= 0xe0100 && character <= 0xe01ef);
        };
    }
}
