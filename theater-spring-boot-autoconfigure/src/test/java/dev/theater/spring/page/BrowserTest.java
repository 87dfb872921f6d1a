package dev.theater.spring.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests whose methods may ask for a {@link Tab}. Without Chromium they are
 * skipped, but fail where the environment says {@code THEATER_BROWSER=required}. A test
 * fails that leaves an error in the tab's console which it did not announce.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
@Timeout(120)
@interface BrowserTest {

}
