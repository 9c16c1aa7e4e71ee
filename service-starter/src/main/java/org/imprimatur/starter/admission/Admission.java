package org.imprimatur.starter.admission;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.AsyncHandlerInterceptor;

/**
 * Lets so many requests in and no more. More would be no faster in all and slower each; a request that finds no room is
 * refused at once, before anything is read or kept of it. It stands behind the check of tokens: what nobody signed in
 * sends takes up no room.
 */
final class Admission implements AsyncHandlerInterceptor {
    private static final Problem OVERLOADED = new Problem("overloaded",
            "The service has as much to do as it can; nothing was kept", 503);
    private static final String RETRY_SECONDS = "1";

    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Runnable refusals;

    /** @param refusals told of each */
    Admission(int most, Runnable refusals) {
        this.most = most;
        this.refusals = refusals;
    }

    int underWay() {
        return underWay.get();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            refusals.run();
            throw new ProblemException(OVERLOADED, most + " requests are under way, and more would only wait for them.")
                    .withHeader("Retry-After", RETRY_SECONDS);
        }
        return true;
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable Exception failure) {
        // What Spring hands out anew for an error was let in as nothing.
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            underWay.decrementAndGet();
        }
    }
}
