package org.imprimatur.consent.notice;

import java.time.Duration;
import org.imprimatur.starter.worker.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps every instance at the notices that are in force, whichever of them they were published at. */
@Configuration(proxyBeanMethods = false)
class NoticeFollowing {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    @Bean
    Worker noticeFollower(Notices notices) {
        return new Worker("notices", INTERVAL, () -> {
            notices.follow();
            return false;
        });
    }
}
