package org.imprimatur.starter.fault;

import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Places at which nothing happens, unless a torture has named the folder from which it gives its orders. */
@AutoConfiguration
class FaultConfiguration {
    private static final int HALTED = 137;

    /** A process that a torture has started. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("imprimatur.torture.folder")
    static class Tortured {
        @Bean
        FailPoint armedFailPoint(@Value("${imprimatur.torture.folder}") Path folder) {
            LoggerFactory.getLogger(FaultConfiguration.class).warn("This process does what is asked for in {}: it was "
                    + "started to be tortured, and is fit for nothing else", folder);
            return new ArmedFailPoint(folder, () -> Runtime.getRuntime().halt(HALTED));
        }

        /** Whatever tells the time here can be made to tell a wrong one. */
        @Bean
        static BeanPostProcessor steppedClocks(Environment environment) {
            // Made before anything that puts settings in place of their names.
            Path folder = Path.of(environment.getRequiredProperty("imprimatur.torture.folder"));
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Clock clock ? new SteppedClock(clock, folder) : bean;
                }
            };
        }
    }

    @Bean
    @ConditionalOnMissingBean
    FailPoint failPoint() {
        return FailPoint.NONE;
    }
}
