package org.imprimatur.localstack.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imprimatur.localstack.process.StackException;

/** Fetches people's access tokens from the running provider. */
public final class TokenSource {
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final String issuer;
    private final String secret;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param secret the launcher's */
    public TokenSource(String issuer, String secret) {
        this.issuer = issuer;
        this.secret = secret;
    }

    /**
     * Returns a fresh access token (RFC 6749, section 4.4).
     *
     * @throws StackException if nobody has that name, or the provider doesn't answer
     */
    public String token(String name) {
        if (Person.newsroom().stream().noneMatch(person -> person.name().equals(name))) {
            throw new StackException("nobody here is called " + name + "; there are "
                    + Person.newsroom().stream().map(Person::name).collect(Collectors.joining(", ")));
        }
        String credentials = name + ":" + clientSecret(secret, name);
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                            .header("Authorization", "Basic " + basic)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")).build(),
                    HttpResponse.BodyHandlers.ofString());
            Matcher matcher = ACCESS_TOKEN.matcher(answer.body());
            if (answer.statusCode() != 200 || !matcher.find()) {
                throw new StackException("the identity provider at " + issuer + " gave no token for " + name
                        + " (status " + answer.statusCode() + ")");
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new StackException("no identity provider answers at " + issuer + "; is the stack up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while fetching a token", e);
        }
    }

    /** The server wants every client's secret to be another. Here, since whoever asks may lack the server's classes. */
    static String clientSecret(String secret, String name) {
        return secret + "-" + name;
    }
}
