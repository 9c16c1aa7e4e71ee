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
        GivenParameters.judge(GivenParameters.of(request.getQueryString(), faults), inAddress, faults);
        if (parameters.inForm() && faults.isEmpty()) {
            Map<String, List<String>> inBody = new LinkedHashMap<>();
            request.getParameterMap().forEach((name, values) -> inBody.put(name, List.of(values)));
            GivenParameters.judge(inBody, parameters.many(), faults);
        }
        return faults;
    }
}
