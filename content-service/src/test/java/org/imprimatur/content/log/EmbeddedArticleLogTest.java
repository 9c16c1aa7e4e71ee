package org.imprimatur.content.log;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Over the pure-Java server of a first look. */
class EmbeddedArticleLogTest extends ArticleLogContract {
    @RegisterExtension
    static final EmbeddedServer SERVER = new EmbeddedServer();

    @Override
    String uri() {
        return SERVER.uri();
    }
}
