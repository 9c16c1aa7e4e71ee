/** What an article may hold: one set of rules for what the desk saves and for what its events carry. */
@NullMarked
package org.imprimatur.events.rules;

import org.jspecify.annotations.NullMarked;
