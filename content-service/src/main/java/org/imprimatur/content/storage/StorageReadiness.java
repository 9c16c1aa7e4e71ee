package org.imprimatur.content.storage;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.worker.Worker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gets the database ready beside the start, and again for as long as it is away: a service that waits for its
 * database says so instead of dying. Until then it is out of service and answers nothing, since without the indexes two
 * requests with the same key could both be kept.
 */
@Configuration(proxyBeanMethods = false)
class StorageReadiness {
    /** There is nothing left to do once it is done; a loop has to have some interval. */
    private static final Duration IDLE = Duration.ofHours(1);

    /** How long a request waits that comes while the indexes are being made. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CountDownLatch ready = new CountDownLatch(1);

    @Bean
    Worker storagePreparation(ObjectProvider<StorageSetup> setups) {
        return new Worker("storage", IDLE, () -> {
            if (ready.getCount() > 0) {
                setups.orderedStream().forEach(StorageSetup::prepare);
                ready.countDown();
            }
            return false;
        });
    }

    @Bean
    AbstractHealthIndicator storageHealthIndicator() {
        return new AbstractHealthIndicator() {
            @Override
            protected void doHealthCheck(Health.Builder health) {
                if (ready.getCount() == 0) {
                    health.up();
                } else {
                    health.outOfService().withDetail("reason", "the indexes are not there yet");
                }
            }
        };
    }

    /** No request of the API is served before the indexes are there. */
    @Bean
    WebMvcConfigurer waitingForIndexes() {
        HandlerInterceptor waiting = new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                    throws InterruptedException {
                if (ready.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return true;
                }
                throw new ProblemException(Problem.STORAGE_UNAVAILABLE, "The database is not ready yet.")
                        .withHeader("Retry-After", "2");
            }
        };
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(waiting).addPathPatterns("/api/**");
            }
        };
    }
}
