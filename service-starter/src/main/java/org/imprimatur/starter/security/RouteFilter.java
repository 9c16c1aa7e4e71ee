package org.imprimatur.starter.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.routing.Routes;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says what doesn't exist before anybody's rights to it are weighed: no role opens an address that isn't there. Who
 * brings no token learns that only from a service that has addresses for everybody; the others ask for the token first.
 */
final class RouteFilter extends OncePerRequestFilter {
    private final Routes routes;
    private final ProblemDocuments documents;
    private final ServletContext ours;
    private final RequestMatcher endpoints;
    private final boolean forEverybody;

    RouteFilter(Routes routes, ProblemDocuments documents, ServletContext ours, RequestMatcher endpoints,
            boolean forEverybody) {
        this.routes = routes;
        this.documents = documents;
        this.ours = ours;
        this.endpoints = endpoints;
        this.forEverybody = forEverybody;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getServletContext().equals(ours)) {
            manage(request, response, chain);
            return;
        }
        ProblemException refusal = routes.refusal(request);
        if (refusal == null || !(forEverybody || hasToken())) {
            chain.doFilter(request, response);
        } else {
            documents.write(response, refusal);
        }
    }

    /** The management port passes through the same filters, and has its own addresses. */
    private void manage(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (endpoints.matches(request)) {
            chain.doFilter(request, response);
        } else {
            documents.write(response, Problem.NOT_FOUND, "There is nothing at this address.");
        }
    }

    private static boolean hasToken() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller instanceof JwtAuthenticationToken;
    }
}
