package org.imprimatur.starter.routing;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A route that doesn't say what it produces produces JSON. So every route says it, and Spring compares {@code Accept}
 * with it while it looks for the route; where nothing is said, it does so only when the answer is written, and by then
 * the deed is done.
 */
final class JsonByDefaultMapping extends RequestMappingHandlerMapping {
    @Override
    protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
        RequestMappingInfo route = super.getMappingForMethod(method, handlerType);
        if (route == null || !route.getProducesCondition().isEmpty()) {
            return route;
        }
        return route.mutate().options(getBuilderConfiguration()).produces(MediaType.APPLICATION_JSON_VALUE).build();
    }
}
