package org.imprimatur.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;

/** Which tokens open anything at all. */
class TokensTest extends RunningSample {
    private static final String SUBJECT = "\"sub\":\"erik\"";

    @ParameterizedTest
    @ValueSource(strings = {"", "\"sub\":null", "\"sub\":\"\"", "\"sub\":\" \"", "\"sub\":\"e k\"",
        "\"sub\":\"e\\u0000\"", "\"sub\":\"e\\u200b\"", "\"sub\":\"e\\u202ek\"", "\"sub\":\"\\ud800\"", "\"sub\":[]",
        "\"sub\":\"\\u3164\"", "\"sub\":\"\\u2800\"", "\"sub\":\"erik\\ufe0f\"", "\"sub\":\"TOO LONG\"", "\"sub\":7",
        "\"sub\":7.5", "\"sub\":true", "\"sub\":{}",
        "\"sub\":[\"erik\"]"})
    void aTokenThatNamesNobodyOpensNothing(String subject) throws Exception {
        String sub = subject.replace("TOO LONG", "x".repeat(201));
        assertProblem(get("/editors", token("JWT", sub, "\"exp\":" + soon())), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"exp\":null", "\"exp\":1e999", "\"exp\":9223372036854775807", "\"exp\":253402300799",
        "\"exp\":\"never\"", "\"exp\":{}", "\"exp\":-1", "\"exp\":1e18"})
    void aTokenWithoutAnEndInSightOpensNothing(String end) throws Exception {
        assertProblem(get("/editors", token("JWT", SUBJECT, end)), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
    void anAccessTokenOfEitherTypeIsTaken(String type) throws Exception {
        assertThat(get("/editors", token(type, SUBJECT, "\"exp\":" + soon())).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenOfNoTypeIsTakenAndASubjectInAnyScript() throws Exception {
        assertThat(get("/editors", token(null, "\"sub\":\"Zoë-李-" + "x".repeat(193) + "\"", "\"exp\":" + soon()))
                .statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"typ\":\"ID\"", "\"at_hash\":\"x\"", "\"aud\":\"imprimatur-desk\""})
    void anIdTokenIsNoAccessToken(String mark) throws Exception {
        assertProblem(get("/editors", token("JWT", SUBJECT + "," + mark, "\"exp\":" + soon())), 401,
                "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "dpop+jwt", "x"})
    void aTokenOfAnotherTypeOpensNothing(String type) throws Exception {
        assertProblem(get("/editors", token(type, SUBJECT, "\"exp\":" + soon())), 401, "unauthenticated");
    }

    private static long soon() {
        return Instant.now().getEpochSecond() + 60;
    }

    private static String token(@Nullable String type, String subject, String end) throws Exception {
        String audience = subject.contains("\"aud\"") ? "" : ",\"aud\":\"imprimatur\"";
        String claims = "{\"iss\":\"" + issuer() + "\",\"roles\":[\"editor\"]" + audience
                + (subject.isEmpty() ? "" : "," + subject) + (end.isEmpty() ? "" : "," + end) + "}";
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID())
                .type(type == null ? null : new JOSEObjectType(type)).build();
        JWSObject token = new JWSObject(header, new Payload(claims));
        token.sign(new RSASSASigner(KEY));
        return bearer(token.serialize());
    }
}
