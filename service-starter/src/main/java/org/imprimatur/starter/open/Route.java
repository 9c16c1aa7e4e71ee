package org.imprimatur.starter.open;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * One method of one address, with all that has to be known of it to refuse what it can't take before anything is done.
 *
 * @param method GET, which HEAD comes with, or POST
 * @param path begins with a slash; {@value #OPEN} in it leaves a segment open, or at its end all that follows
 * @param produces the media type of its answers
 * @param consumes the media type of bodies; null where it takes none
 * @param parameters of the query, or of a form: whether each may be given more than once
 * @param action answers
 * @param failure makes an answer of what went wrong; null where a problem document will do
 */
public record Route(HttpMethod method, String path, MediaType produces, @Nullable MediaType consumes,
        Map<String, Boolean> parameters, Action action,
        @Nullable BiFunction<Asked, Exception, Reply> failure) {
    /** What stands for the part of a path that is left open. */
    public static final String OPEN = "*";

    /** Answers a request. May wait, for it has a thread of its own. */
    @FunctionalInterface
    public interface Action {
        /** Any exception ends the request as the problem that it amounts to. */
        Reply answer(Asked asked) throws Exception;
    }

    public Route {
        parameters = Map.copyOf(parameters);
    }

    /** An address to read. */
    public static Route get(String path, MediaType produces, Action action) {
        return new Route(HttpMethod.GET, path, produces, null, Map.of(), action, null);
    }

    /** An address to send something to. */
    public static Route post(String path, MediaType consumes, MediaType produces, Action action) {
        return new Route(HttpMethod.POST, path, produces, consumes, Map.of(), action, null);
    }

    /** The same, with parameters that may be given once each. */
    public Route with(String... names) {
        Map<String, Boolean> more = new HashMap<>(parameters);
        for (String name : names) {
            more.put(name, false);
        }
        return new Route(method, path, produces, consumes, more, action, failure);
    }

    /** The same, with a parameter that may be given more than once. */
    public Route withMany(String name) {
        Map<String, Boolean> more = new HashMap<>(parameters);
        more.put(name, true);
        return new Route(method, path, produces, consumes, more, action, failure);
    }

    /** The same, with answers of its own for what goes wrong once it is known that the route is meant. */
    public Route failing(BiFunction<Asked, Exception, Reply> answer) {
        return new Route(method, path, produces, consumes, parameters, action, answer);
    }

    boolean takesForm() {
        return MediaType.APPLICATION_FORM_URLENCODED.equals(consumes);
    }
}
