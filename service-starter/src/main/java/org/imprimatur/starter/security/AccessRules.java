package org.imprimatur.starter.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Which role may reach which address of a service; what no rule names is refused. Each service brings one. */
@FunctionalInterface
public interface AccessRules {
    /** Adds this service's rules, the narrow ones first; {@code anyRequest} is not theirs to set. */
    void add(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules);

    /** Whether people without a token are among the callers: they are told at once what doesn't exist. */
    default boolean areForEverybody() {
        return false;
    }

    /** The same rules, for a service that people without a token use, too. */
    static AccessRules forEverybody(AccessRules rules) {
        return new AccessRules() {
            @Override
            public void add(
                    AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry registry) {
                rules.add(registry);
            }

            @Override
            public boolean areForEverybody() {
                return true;
            }
        };
    }
}
