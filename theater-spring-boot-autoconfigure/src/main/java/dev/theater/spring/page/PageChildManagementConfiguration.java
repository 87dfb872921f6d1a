package dev.theater.spring.page;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.ApplicationContext;

/**
 * {@link ManagementContextConfiguration} that tells the alias of the server that has the
 * endpoints, where that is another one.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(PageAlias.class)
class PageChildManagementConfiguration {

	PageChildManagementConfiguration(PageAlias alias, ApplicationContext context) {
		alias.endpoints(context);
	}

}
