package org.imprimatur.content.release;

import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Binds the listener to its topic: the bean's name is the binding's, {@code releases-in-0}. */
@Configuration(proxyBeanMethods = false)
class ReleaseBinding {
    @Bean
    Consumer<Message<byte[]>> releases(ReleaseListener listener) {
        return listener::receive;
    }
}
