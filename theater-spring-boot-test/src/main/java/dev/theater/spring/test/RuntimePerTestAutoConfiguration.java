package dev.theater.spring.test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that gives each test a runtime of
 * its own.
 */
@AutoConfiguration(after = ScenarioAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "theater.enabled", matchIfMissing = true)
public final class RuntimePerTestAutoConfiguration {

	@Bean
	static TestScope theaterTestScope() {
		return new TestScope();
	}

	@Bean
	@ConditionalOnMissingBean
	TestRuns theaterTestRuns(ApplicationContext context) {
		return new TestRuns(context);
	}

}
