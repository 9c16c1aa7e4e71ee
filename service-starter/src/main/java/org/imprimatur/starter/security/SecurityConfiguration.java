package org.imprimatur.starter.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.imprimatur.starter.routing.Routes;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A resource server (RFC 6750) that keeps no session and refuses whatever no rule opens. No CSRF tokens: nothing is
 * done on the strength of a cookie alone, except by visitors, where the consent service checks the origin itself.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
class SecurityConfiguration implements WebMvcConfigurer {
    @Bean
    SecurityFilterChain api(HttpSecurity http, AccessRules access, ProblemDocuments problems, Routes routes,
            ServletContext context) {
        AuthenticationEntryPoint unauthenticated = (request, response, failure) -> {
            response.setHeader("WWW-Authenticate", challenge(failure));
            problems.write(response, Problem.UNAUTHENTICATED, reason(request));
        };
        AccessDeniedHandler forbidden = (request, response, failure) -> problems.write(response, Problem.FORBIDDEN,
                "None of the caller's roles may reach this address.");
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new RouteFilter(routes, problems, context, EndpointRequest.toAnyEndpoint(),
                        access.areForEverybody()), AuthorizationFilter.class)
                .authorizeHttpRequests(rules -> {
                    // The management port is the operators' own; it is never the one that faces the network.
                    rules.requestMatchers(EndpointRequest.toAnyEndpoint()).permitAll();
                    // A request that was let in and failed comes through here again on its way out.
                    rules.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    access.add(rules);
                    rules.anyRequest().denyAll();
                })
                .oauth2ResourceServer(server -> server
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(SecurityConfiguration::authentication))
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(forbidden))
                .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(forbidden))
                .build();
    }

    /** An observation around each filter of the chain costs more than the filters, and answers nobody's question. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** A method that no address takes is refused as such, by its route, and not as a dangerous request. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler rejectedRequests(ProblemDocuments problems) {
        return (request, response, rejection) -> problems.write(response, Problem.BAD_REQUEST,
                "The address isn't of a form taken here.");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
    }

    private static AbstractAuthenticationToken authentication(Jwt token) {
        List<GrantedAuthority> authorities = TokenClaims.roles(token).stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.claim())).toList();
        return new JwtAuthenticationToken(token, authorities);
    }

    private static String challenge(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException ? "Bearer error=\"invalid_token\"" : "Bearer";
    }

    private static String reason(HttpServletRequest request) {
        return request.getHeader("Authorization") == null
                ? "Send a bearer token in the Authorization header."
                : "The bearer token is not valid here: expired, unsigned or from another issuer.";
    }
}
