/** What a visitor is told before choosing: documents under their hash, that never change and are never lost. */
@NullMarked
package org.imprimatur.consent.notice;

import org.jspecify.annotations.NullMarked;
