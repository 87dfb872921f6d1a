/** Steps in actors' lives as Spring application events. */
@NullMarked
package dev.theater.spring.event;

import org.jspecify.annotations.NullMarked;
