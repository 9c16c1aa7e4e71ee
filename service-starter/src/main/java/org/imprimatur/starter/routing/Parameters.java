package org.imprimatur.starter.routing;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;

/**
 * The parameters that a route knows, read from its method: those it names one by one, and the components of a record
 * that it takes them in.
 *
 * @param many by name: whether it may be given more than once
 * @param numbers the names of those that are whole numbers, the variable parts of the path among them
 * @param inForm whether they are the fields of a form in the body, and none are known in the address
 */
record Parameters(Map<String, Boolean> many, Set<String> numbers, boolean inForm) {
    private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    static Parameters of(HandlerMethod route, @Nullable List<HandlerMethodArgumentResolver> own) {
        Map<String, Boolean> many = new HashMap<>();
        Set<String> numbers = new HashSet<>();
        for (MethodParameter parameter : route.getMethodParameters()) {
            parameter.initParameterNameDiscovery(NAMES);
            PathVariable part = parameter.getParameterAnnotation(PathVariable.class);
            if (part != null && WholeNumber.is(parameter.getParameterType())) {
                numbers.add(part.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : part.name());
            }
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            Class<?> type = parameter.getParameterType();
            if (named != null || (isUnannotated(parameter) && BeanUtils.isSimpleProperty(type))) {
                String name = named == null || named.name().isEmpty() ? parameter.getParameterName() : named.name();
                many.put(String.valueOf(name), takesMany(type));
                if (WholeNumber.is(type)) {
                    numbers.add(String.valueOf(name));
                }
            } else if (type.isRecord() && isBound(parameter, own)) {
                for (RecordComponent component : type.getRecordComponents()) {
                    many.put(component.getName(), takesMany(component.getType()));
                    if (WholeNumber.is(component.getType())) {
                        numbers.add(component.getName());
                    }
                }
            }
        }
        return new Parameters(Map.copyOf(many), Set.copyOf(numbers), takesForm(route));
    }

    /** Whether Spring fills a record from parameters, instead of the body or by a resolver of the service's own. */
    private static boolean isBound(MethodParameter parameter, @Nullable List<HandlerMethodArgumentResolver> own) {
        return parameter.hasParameterAnnotation(ModelAttribute.class) || (isUnannotated(parameter)
                && (own == null || own.stream().noneMatch(resolver -> resolver.supportsParameter(parameter))));
    }

    private static boolean isUnannotated(MethodParameter parameter) {
        for (var annotation : parameter.getParameterAnnotations()) {
            if (annotation.annotationType().getPackageName().startsWith("org.springframework.web")) {
                return false;
            }
        }
        return true;
    }

    private static boolean takesMany(Class<?> type) {
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }

    private static boolean takesForm(HandlerMethod route) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(route.getMethod(), RequestMapping.class);
        if (mapping != null) {
            for (String type : mapping.consumes()) {
                if (type.equals(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
                    return true;
                }
            }
        }
        return false;
    }
}
