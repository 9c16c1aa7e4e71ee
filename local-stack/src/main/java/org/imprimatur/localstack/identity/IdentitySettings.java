package org.imprimatur.localstack.identity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code imprimatur.identity}.
 *
 * @param issuer the {@code iss} of every token, this server's own address
 * @param secret what only the launcher knows; each person's client secret begins with it
 * @param keyFile where the signing key is kept, so that tokens outlive a restart; created when missing
 * @param redirectUris where the desk's and the console's pages may be sent back to after signing in
 * @param tokenLifetime how long an access token is good for
 */
@ConfigurationProperties("imprimatur.identity")
record IdentitySettings(String issuer, String secret, Path keyFile, List<String> redirectUris,
        @DefaultValue("8h") Duration tokenLifetime) {}
