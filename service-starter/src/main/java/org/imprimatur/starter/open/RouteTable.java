package org.imprimatur.starter.open;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** Finds the routes of a path: whole paths at once, those with an open part by trying them. */
final class RouteTable {
    private final Map<String, Place> whole = new HashMap<>();
    private final List<Place> open = new ArrayList<>();

    /**
     * An address and what can be done there.
     *
     * @param prefix of its path; for an address without an open part all of it
     * @param suffix of its path
     */
    record Place(String prefix, String suffix, List<Route> routes) {
        /** The route of this method, to which HEAD is a kind of GET. */
        @Nullable
        Route of(String method) {
            String meant = HttpMethod.HEAD.is(method) ? HttpMethod.GET.asString() : method;
            return routes.stream().filter(route -> route.method().is(meant)).findFirst().orElse(null);
        }

        /** The methods as {@code Allow} names them. */
        String allowed() {
            var names = new TreeSet<String>();
            routes.forEach(route -> names.add(route.method().asString()));
            if (names.contains(HttpMethod.GET.asString())) {
                names.add(HttpMethod.HEAD.asString());
            }
            return String.join(", ", names);
        }

        private boolean has(String path) {
            return path.length() > prefix.length() + suffix.length() && path.startsWith(prefix)
                    && path.endsWith(suffix) && (suffix.isEmpty() || !rest(path).contains("/"));
        }

        String rest(String path) {
            return path.substring(prefix.length(), path.length() - suffix.length());
        }
    }

    RouteTable(List<Route> routes) {
        Map<String, List<Route>> byPath = new HashMap<>();
        routes.forEach(route -> byPath.computeIfAbsent(route.path(), first -> new ArrayList<>()).add(route));
        byPath.forEach((path, all) -> {
            int part = path.indexOf(Route.OPEN);
            if (part < 0) {
                whole.put(path, new Place(path, "", all));
            } else {
                open.add(new Place(path.substring(0, part), path.substring(part + 1), all));
            }
        });
    }

    /** The place at this path; null if there is none. */
    @Nullable
    Place at(String path) {
        Place place = whole.get(path);
        return place == null ? open.stream().filter(some -> some.has(path)).findFirst().orElse(null) : place;
    }
}
