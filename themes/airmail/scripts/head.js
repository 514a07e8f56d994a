/* Theme, before paint. */try{let r=document.documentElement,t;r.dataset.js='';t=localStorage.theme;/^(light|dark)$/.test(t)&&(r.dataset.theme=t)}catch{}
