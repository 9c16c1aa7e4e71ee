package org.imprimatur.starter.routing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidParameterException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Lets a request through to its route only if the route knows each of its parameters: a misspelt filter that is
 * silently dropped gives everything unfiltered. Every fault is named at once.
 */
final class RequestCheck implements HandlerInterceptor {
    private final Map<Object, Parameters> known = new ConcurrentHashMap<>();
    private final ObjectProvider<RequestMappingHandlerAdapter> adapter;

    /** @param adapter asked which arguments are the services' own, and none of the request's parameters */
    RequestCheck(ObjectProvider<RequestMappingHandlerAdapter> adapter) {
        this.adapter = adapter;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        if (handler instanceof HandlerMethod route && request.getDispatcherType() == DispatcherType.REQUEST) {
            AcceptCheck.require(request);
            ContentCheck.require(request);
            Parameters parameters = known.computeIfAbsent(route.getMethod(),
                    method -> Parameters.of(route, adapter.getObject().getCustomArgumentResolvers()));
            List<InvalidField> faults = faults(request, parameters);
            if (!faults.isEmpty()) {
                throw new InvalidParameterException(faults);
            }
        }
        return true;
    }

    private static List<InvalidField> faults(HttpServletRequest request, Parameters parameters) {
        List<InvalidField> faults = new ArrayList<>();
        Map<String, Boolean> inAddress = parameters.inForm() ? Map.of() : parameters.many();
        Map<String, List<String>> given = GivenParameters.of(request.getQueryString(), faults);
        GivenParameters.judge(given, inAddress, faults);
        if (parameters.inForm() && faults.isEmpty()) {
            Map<String, List<String>> inBody = new LinkedHashMap<>();
            request.getParameterMap().forEach((name, values) -> inBody.put(name, List.of(values)));
            GivenParameters.judge(inBody, parameters.many(), faults);
            given = inBody;
        }
        if (faults.isEmpty()) {
            requireNumbers(given, parameters, faults);
            requireNumbers(parts(request), parameters, faults);
        }
        return faults;
    }

    private static void requireNumbers(Map<String, List<String>> given, Parameters parameters,
            List<InvalidField> faults) {
        given.forEach((name, values) -> {
            if (parameters.numbers().contains(name) && !values.stream().allMatch(WholeNumber::isOne)) {
                faults.add(new InvalidField(name, "has to be a whole number in decimal digits"));
            }
        });
    }

    /** The variable parts of the path, as the mapping to this route has found them. */
    private static Map<String, List<String>> parts(HttpServletRequest request) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> found) {
            found.forEach((name, value) -> parts.put(String.valueOf(name), List.of(String.valueOf(value))));
        }
        return parts;
    }
}
