package org.imprimatur.starter.routing;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Which addresses and methods there are, by asking what Spring itself will ask later. */
public final class Routes {
    private final ObjectProvider<HandlerMapping> mappings;

    Routes(ObjectProvider<HandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** Why no route can take this request: 400, 404 or 405; null if one can. */
    public @Nullable ProblemException refusal(HttpServletRequest request) {
        if (request.getServletPath().codePoints().anyMatch(Character::isISOControl)) {
            return new ProblemException(Problem.BAD_REQUEST, "There is a control character in the address.");
        }
        // OPTIONS is served nowhere. Under its own name Spring would answer it by itself, in three different ways.
        HttpServletRequest asked = request.getMethod().equals(HttpMethod.OPTIONS.name())
                ? new UnknownMethod(request)
                : request;
        ServletRequestPathUtils.parseAndCache(request);
        try {
            return isTaken(asked)
                    ? null
                    : new ProblemException(Problem.NOT_FOUND, "There is nothing at this address.");
        } catch (HttpRequestMethodNotSupportedException otherMethods) {
            String allowed = allow(otherMethods.getSupportedMethods());
            return new ProblemException(Problem.METHOD_NOT_ALLOWED, "This address takes " + allowed + ".")
                    .withHeader(HttpHeaders.ALLOW, allowed);
        } catch (ServletException notThisBodyOrAnswer) {
            return null;
        }
    }

    /** The value of {@code Allow}: whatever can be read can be asked for by HEAD, too (RFC 9110, section 9.3.2). */
    private static String allow(String @Nullable [] methods) {
        var names = new TreeSet<>(methods == null ? List.of() : Arrays.asList(methods));
        if (names.contains(HttpMethod.GET.name())) {
            names.add(HttpMethod.HEAD.name());
        }
        return names.stream().collect(Collectors.joining(", "));
    }

    private boolean isTaken(HttpServletRequest request) throws ServletException {
        for (HandlerMapping mapping : (Iterable<HandlerMapping>) mappings.orderedStream()::iterator) {
            try {
                HandlerExecutionChain chain = mapping.getHandler(request);
                if (chain != null) {
                    return !isErrorPage(chain.getHandler());
                }
            } catch (ServletException refusal) {
                throw refusal;
            } catch (Exception unforeseen) {
                throw new ServletException(unforeseen);
            }
        }
        return false;
    }

    /** Where the container goes with a failed request isn't an address to ask for. */
    private static boolean isErrorPage(Object handler) {
        return handler instanceof HandlerMethod method && ErrorController.class.isAssignableFrom(method.getBeanType());
    }

    private static final class UnknownMethod extends HttpServletRequestWrapper {
        UnknownMethod(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "NONE";
        }
    }
}
