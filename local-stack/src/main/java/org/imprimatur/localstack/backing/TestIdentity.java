package org.imprimatur.localstack.backing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** An issuer of tokens for tests: a key set over real HTTP, and tokens that fit it, or don't, as a test wants. */
public final class TestIdentity {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String AUDIENCE = "imprimatur";

    private final HttpServer server;
    private final KeyPair keys = newKeys();
    private final KeyPair foreignKeys = newKeys();

    private TestIdentity() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve("/oauth2/jwks", """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"test","n":"%s","e":"%s"}]}"""
                .formatted(base64(((RSAPublicKey) keys.getPublic()).getModulus()),
                        base64(((RSAPublicKey) keys.getPublic()).getPublicExponent())));
        serve("/.well-known/openid-configuration", """
                {"issuer":"%s","jwks_uri":"%s","subject_types_supported":["public"]}""".formatted(issuer(), jwkSet()));
        Thread.ofPlatform().daemon().name("test-identity").start(server::start);
    }

    /** Returns the one of this JVM; the first call starts it. */
    public static TestIdentity shared() {
        return Shared.INSTANCE;
    }

    /** Returns the value of {@code iss}, for {@code IMPRIMATUR_ISSUER}. */
    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Returns the address of the key set, for {@code IMPRIMATUR_JWK_SET}. */
    public String jwkSet() {
        return issuer() + "/oauth2/jwks";
    }

    /** Returns a token for all sections. */
    public String token(String name, String... roles) {
        return sign(claims(name, Set.of(roles), Set.of(), AUDIENCE, Instant.now().plus(LIFETIME)), keys);
    }

    /** Returns a token for some sections; an empty collection means all. */
    public String token(String name, Collection<String> roles, Collection<String> sections) {
        return sign(claims(name, roles, sections, AUDIENCE, Instant.now().plus(LIFETIME)), keys);
    }

    /** Returns a token that was good until an hour ago. */
    public String expiredToken(String name, String... roles) {
        return sign(claims(name, Set.of(roles), Set.of(), AUDIENCE, Instant.now().minus(LIFETIME)), keys);
    }

    /** Returns a token that names the right issuer and was signed with a key not in its set. */
    public String forgedToken(String name, String... roles) {
        return sign(claims(name, Set.of(roles), Set.of(), AUDIENCE, Instant.now().plus(LIFETIME)), foreignKeys);
    }

    /** Returns a token meant for somebody else's service. */
    public String tokenForAudience(String audience, String name, String... roles) {
        return sign(claims(name, Set.of(roles), Set.of(), audience, Instant.now().plus(LIFETIME)), keys);
    }

    private String claims(String name, Collection<String> roles, Collection<String> sections, String audience,
            Instant expires) {
        String limit = sections.isEmpty() ? "" : ",\"sections\":" + strings(sections);
        return """
                {"iss":"%s","sub":"%s","aud":["%s"],"iat":%d,"exp":%d,"jti":"%s","roles":%s%s}""".formatted(issuer(),
                name, audience, expires.minus(LIFETIME).getEpochSecond(), expires.getEpochSecond(), UUID.randomUUID(),
                strings(roles), limit);
    }

    private static String strings(Collection<String> values) {
        return values.stream().sorted().map(value -> '"' + value + '"').collect(Collectors.joining(",", "[", "]"));
    }

    private static String sign(String claims, KeyPair keys) {
        String signed = base64("""
                {"alg":"RS256","kid":"test","typ":"JWT"}""".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        // RFC 7518, section 2: the unsigned big-endian octets, without the sign's leading zero.
        int start = bytes[0] == 0 ? 1 : 0;
        return base64(Arrays.copyOfRange(bytes, start, bytes.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Its initialization is the "once". */
    private static final class Shared {
        static final TestIdentity INSTANCE = new TestIdentity();
    }
}
