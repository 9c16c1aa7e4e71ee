package org.imprimatur.starter.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Which role may reach which address of a service; what no rule names is refused. Each service brings one. */
@FunctionalInterface
public interface AccessRules {
    /** Adds this service's rules, the narrow ones first; {@code anyRequest} is not theirs to set. */
    void add(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules);
}
