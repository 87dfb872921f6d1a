package dev.theater.spring.page;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** {@link ManagementContextConfiguration} of the live page's filter on WebFlux. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(TheaterPageEndpoint.class)
class PageReactiveManagementConfiguration {

	@Bean
	PageWebFilter theaterPageFilter(PageAddresses addresses, PageSettings settings) {
		return new PageWebFilter(addresses, settings, false);
	}

}
