/** Child processes that are never forgotten: started, awaited, stopped, and found again after a crash of their parent. */
@NullMarked
package org.imprimatur.localstack.process;

import org.jspecify.annotations.NullMarked;
