package org.imprimatur.content.log;

import org.imprimatur.localstack.backing.MongoBacking;

/** Over the database of all tests: a real mongod where there is one. */
class LogAndOutboxTest extends OutboxContract {
    @Override
    String uri() {
        return MongoBacking.shared().uri();
    }
}
