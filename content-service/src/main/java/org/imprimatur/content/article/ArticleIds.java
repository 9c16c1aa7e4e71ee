package org.imprimatur.content.article;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** New article ids: UUIDv7 (RFC 9562 §5.7), rising, so that id order is the order of creation. */
@Component
final class ArticleIds implements Supplier<String> {
    @Override
    public String get() {
        return UuidCreator.getTimeOrderedEpochPlus1().toString();
    }
}
