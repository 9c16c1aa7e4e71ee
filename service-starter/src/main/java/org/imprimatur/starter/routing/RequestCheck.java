package org.imprimatur.starter.routing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.util.UrlEncoded;
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
    /** What may stand in a query (RFC 3986, section 3.4), and the brackets that everybody writes plainly. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?%[]";

    private static final int LONGEST_NAME = 60;

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
        given(request, faults).forEach((name, values) -> judge(name, values, inAddress, faults));
        if (parameters.inForm() && faults.isEmpty()) {
            request.getParameterMap()
                    .forEach((name, values) -> judge(name, List.of(values), parameters.many(), faults));
        }
        return faults;
    }

    private static Map<String, List<String>> given(HttpServletRequest request, List<InvalidField> faults) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        String query = request.getQueryString();
        if (query != null && !query.isEmpty()) {
            for (String part : query.split("&", -1)) {
                if (!part.chars().allMatch(RequestCheck::isOfAQuery)) {
                    faults.add(new InvalidField(nameIn(part), "has a character that has to be percent-encoded"));
                }
                try {
                    UrlEncoded.decodeUtf8To(part, 0, part.length(),
                            (name, value) -> given.computeIfAbsent(name, first -> new ArrayList<>()).add(value));
                } catch (RuntimeException malformed) {
                    faults.add(new InvalidField(nameIn(part), "isn't percent-encoded UTF-8"));
                }
            }
        }
        return given;
    }

    private static void judge(String name, List<String> values, Map<String, Boolean> known,
            List<InvalidField> faults) {
        Boolean many = known.get(name);
        if (many == null) {
            faults.add(new InvalidField(shown(name), "is not a parameter of this address"));
        } else if (!many && values.size() > 1) {
            faults.add(new InvalidField(name, "is given more than once"));
        } else if (values.stream().anyMatch(RequestCheck::hasControl)) {
            faults.add(new InvalidField(name, "has a control character in it"));
        }
    }

    /** The name as it was sent: what can't be decoded has no other. */
    private static String nameIn(String part) {
        int end = part.indexOf('=');
        return shown(end < 0 ? part : part.substring(0, end));
    }

    /** As much of a name that somebody else made up as is good for an answer. */
    private static String shown(String name) {
        String visible = name.replaceAll("\\p{Cntrl}", "\ufffd");
        return visible.length() > LONGEST_NAME ? visible.substring(0, LONGEST_NAME) + "\u2026" : visible;
    }

    private static boolean hasControl(String value) {
        return value.codePoints().anyMatch(Character::isISOControl);
    }

    private static boolean isOfAQuery(int character) {
        return (character < 128 && Character.isLetterOrDigit(character)) || PLAIN.indexOf(character) >= 0;
    }
}
