/** Kentei over HTTP: the resources under {@code /v1}, their errors, health, and the OpenAPI document. */
@NullMarked
package org.kentei.http;

import org.jspecify.annotations.NullMarked;
