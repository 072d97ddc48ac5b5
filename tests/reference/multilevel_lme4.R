library(lme4)
d <- expand.grid(age=factor(0:2), sex=factor(0:1), eth=factor(0:4))
d$n <- c(40,55,31,62,48,25, 20,18,9,33,27,12, 15,22,7,19,11,5, 60,71,44,80,52,38, 8,13,3,10,6,2)
d$x <- c(20,22,9,35,17,6, 7,9,2,20,13,3, 9,6,1,7,2,3, 41,33,12,38,29,20, 2,6,2,3,5,1)
d$id <- factor(seq_len(nrow(d)))
for (m in list(c("null","cbind(x,n-x) ~ 1 + (1|id)"), c("main","cbind(x,n-x) ~ eth + sex + age + (1|id)"))) {
 f <- glmer(as.formula(m[2]), data=d, family=binomial, nAGQ=25, control=glmerControl(optCtrl=list(maxfun=1e5), tolPwrss=1e-10))
 cat(m[1],"deviation",sprintf("%.8f",sqrt(VarCorr(f)$id[1])),sep=",",fill=TRUE)
 for(k in names(fixef(f))) cat(m[1],k,sprintf("%.8f",fixef(f)[[k]]),sep=",",fill=TRUE)
 u <- ranef(f)$id[,1]; for(k in c(1,9,30)) cat(m[1],paste0("mode",k),sprintf("%.8f",u[k]),sep=",",fill=TRUE)
}
