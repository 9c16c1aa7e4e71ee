package org.imprimatur.localstack.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * The local stack's OpenID provider. Pages use the public client {@code desk} (authorization code with PKCE); the
 * command line uses one client for each person, whose {@code sub} is that person's name (client credentials).
 *
 * <p>Its passwords are known to everybody, so it listens on the loopback interface only, and it doesn't start
 * without the secret that the launcher of the local stack makes up.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties(IdentitySettings.class)
public class IdentityApplication {
    /** The environment variable with the launcher's secret. */
    public static final String SECRET = "IMPRIMATUR_LOCAL_STACK_SECRET";

    private static final int SHORTEST_SECRET = 32;
    private static final String AUDIENCE = "imprimatur";
    private static final String REFUSAL = "This identity provider knows everybody's password and serves the local"
            + " stack alone: it is started by ./imprimatur, never by itself.";

    /** Starts the provider; exit code 2 when it wasn't the local stack that called. */
    public static void main(String[] arguments) {
        String secret = System.getenv(SECRET);
        if (secret == null || secret.length() < SHORTEST_SECRET) {
            System.err.println(REFUSAL);
            System.exit(2);
        }
        new SpringApplicationBuilder(IdentityApplication.class).properties(Map.of("imprimatur.identity.secret",
                "${" + SECRET + "}", "spring.config.name", "identity", "spring.main.banner-mode", "off",
                "spring.application.name", "identity", "logging.level.root", "WARN",
                "server.servlet.session.cookie.name", "IMPRIMATUR_IDENTITY"))
                // After every other source, so that no setting opens it to the network.
                .initializers(context -> context.getEnvironment().getPropertySources().addFirst(
                        new MapPropertySource("loopback-only",
                                Map.of("server.address", "127.0.0.1"))))
                .run(arguments);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentitySettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(IdentitySettings settings) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.loadOrCreate(settings.keyFile())));
    }

    @Bean
    UserDetailsService people() {
        return new InMemoryUserDetailsManager(Person.newsroom().stream().map(person -> User.withUsername(person.name())
                .password("{noop}" + person.name()).build()).toList());
    }

    @Bean
    RegisteredClientRepository clients(IdentitySettings settings) {
        List<RegisteredClient> people = Person.newsroom().stream()
                .map(person -> commandLine(person, settings.secret(), settings.tokenLifetime())).toList();
        return new InMemoryRegisteredClientRepository(
                Stream.concat(Stream.of(pages(settings)), people.stream()).toList());
    }

    private static RegisteredClient pages(IdentitySettings settings) {
        return RegisteredClient.withId("desk").clientId("desk")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> uris.addAll(settings.redirectUris())).scope(OidcScopes.OPENID)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(settings.tokenLifetime()).build()).build();
    }

    private static RegisteredClient commandLine(Person person, String secret, Duration lifetime) {
        return RegisteredClient.withId(person.name()).clientId(person.name())
                .clientSecret("{noop}" + TokenSource.clientSecret(secret, person.name()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(lifetime).build()).build();
    }

    /** Puts a person's rights into access tokens, whichever way the person came. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> rights() {
        Map<String, Person> people = Person.newsroom().stream()
                .collect(Collectors.toMap(Person::name, Function.identity()));
        return context -> {
            Authentication principal = context.getPrincipal();
            Person person = principal == null ? null : people.get(principal.getName());
            if (person == null || !OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                return;
            }
            context.getClaims().audience(List.of(AUDIENCE)).claim("roles", person.roles().stream().sorted().toList());
            if (!person.sections().isEmpty()) {
                context.getClaims().claim("sections", person.sections().stream().sorted().toList());
            }
        };
    }
}
